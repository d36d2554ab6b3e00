/**
 * Proof that the tests can fail: each {@link org.prosodia.tests.faults.PlantedFault} is put into a copy of the code, and a test of the
 * fault's own module must notice. CONTRIBUTING.md says how to run it.
 */
package org.prosodia.tests.faults;
