/**
 * Where time goes, by the parts of a computation and by kernel. Read {@link org.prosodia.tensor.backend.profile.Profile} first; {@link
 * org.prosodia.tensor.backend.profile.ProfileEntry} is what it finds.
 */
package org.prosodia.tensor.backend.profile;
