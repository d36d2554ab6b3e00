/**
 * Keeps the pages true: their programs run and print what the pages say, their links lead to the lines that they name.
 * {@code Page} is what the tests read.
 */
package org.prosodia.tests.documentation;
