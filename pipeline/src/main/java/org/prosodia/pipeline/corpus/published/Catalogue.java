package org.prosodia.pipeline.corpus.published;

import java.util.Map;
import java.util.function.Function;

/**
 * What a corpus says of its files, its tables read.
 *
 * @param listed clips that tables list, by id; empty where there is no such table
 * @param find what a file is whose name is as published
 */
record Catalogue(Map<String, ClipDescription> listed, Function<CorpusFile, Finding> find) {}
