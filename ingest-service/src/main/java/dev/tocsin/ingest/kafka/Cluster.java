package dev.tocsin.ingest.kafka;

/** The cluster, as far as the watch asks it; used by one thread. */
interface Cluster extends AutoCloseable {
    /**
     * Makes sure that the cluster answers and that the topic is there, created if need be.
     *
     * @throws RuntimeException when not, with a message for an operator
     */
    void probe();

    @Override
    void close();
}
