/** Makes a trust store of the system's CA bundle, for a JDK that came without one. Arguments: the bundle, the store. */
void main(String[] arguments) throws Exception {
    // JKS, as the JVM gives no password for its own store and a PKCS12 one would seem empty then.
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    try (InputStream bundle = Files.newInputStream(Path.of(arguments[0]))) {
        for (var authority : CertificateFactory.getInstance("X.509").generateCertificates(bundle)) {
            store.setCertificateEntry("ca-" + store.size(), authority);
        }
    }
    try (OutputStream out = Files.newOutputStream(Path.of(arguments[1]))) {
        store.store(out, "changeit".toCharArray());
    }
}
