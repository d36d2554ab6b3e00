/**
 * Profiles for people: {@link org.prosodia.pipeline.profile.ProfileTable} as text, {@link org.prosodia.pipeline.profile.ProfilePicture} as an
 * SVG, {@link org.prosodia.pipeline.profile.ProfilePage} as a page of both.
 */
package org.prosodia.pipeline.profile;
