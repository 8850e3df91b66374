package io.mangaassist.operate;

import java.io.Closeable;

/** A sink that the registry made, and therefore closes. */
interface EmfOwnSink extends EmfSink, Closeable {}
