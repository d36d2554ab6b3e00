package org.prosodia.studio.study;

/** What a person says of two faces. */
public enum Choice {
    LEFT, RIGHT, TIE
}
