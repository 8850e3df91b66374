package io.mangaassist.cache;

/**
 * Marks what is to be stored as a hash with a tag and a vector, so that the server's search finds it.
 *
 * @param tag of letters and digits, so that no server splits or has to be spared parts of it
 */
record TaggedVectors(String tag) implements CacheCodec<VectorEntry> {

    @Override
    public byte[] encode(VectorEntry value) {
        return value.toFloats();
    }

    @Override
    public VectorEntry decode(byte[] bytes) {
        throw new UnsupportedOperationException("a vector is searched, not read");
    }

    @Override
    public int weigh(VectorEntry value) {
        return Float.BYTES * value.unit().length;
    }
}
