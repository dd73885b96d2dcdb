# One image for every service: `docker run … tocsin:local ingest`, `router`, `notifier`, `rocketchat`, `send` and so on.
# The base images come as arguments so that a mirror or a digest can be named.
ARG JDK=eclipse-temurin:25-jdk
ARG JRE=eclipse-temurin:25-jre

# What the build reads, apart from what only the image needs: a change of that builds nothing again.
FROM ${JDK} AS sources
COPY . /src
RUN mv /src/deploy /deploy

FROM ${JDK} AS build
WORKDIR /src
# Temurin's images hold a trust store; of one without (a JDK that relies on its distribution's) the system's CAs do.
COPY --from=sources /deploy/docker/TrustSystem.java /tmp/
RUN store=$JAVA_HOME/lib/security/cacerts; [ -s "$store" ] \
 || { rm -f "$store" && java /tmp/TrustSystem.java /etc/ssl/certs/ca-certificates.crt "$store"; }
COPY --from=sources /src .
# Downloads stay in a cache of the builder, over builds and branches. The wrapper fetches Maven itself.
RUN --mount=type=cache,target=/root/.m2,sharing=locked ./mvnw -B -ntp -P run -pl standalone -am package \
      -Dexec.skip=true
# Our own jars change with every commit, the libraries hardly ever: they become layers of their own.
RUN mkdir /own && for pom in */pom.xml; do \
      find standalone/target/tocsin/lib -name "${pom%/pom.xml}-[0-9]*.jar" -exec mv {} /own/ \; ; \
    done; mv standalone/target/tocsin/lib/tocsin.jar /own/

# A cache holds for one JVM and for the jars as they lie there: it is made with those of the image.
FROM ${JRE} AS cache
COPY --from=build /src/standalone/target/tocsin/lib /opt/tocsin/lib
COPY --from=build /own /opt/tocsin/lib
COPY --from=build /src/standalone/target/tocsin/jvm /opt/tocsin/jvm
RUN java -cp /opt/tocsin/lib/tocsin.jar dev.tocsin.standalone.Rehearsal /opt/tocsin \
 || { echo "going on without all AOT caches: processes start more slowly" >&2; mkdir -p /opt/tocsin/aot; }

FROM ${JRE}
LABEL org.opencontainers.image.title="Tocsin" \
      org.opencontainers.image.description="A durable alert pipeline on Kafka" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --gid 10001 tocsin \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/tocsin --shell /usr/sbin/nologin tocsin \
 && install -d -o 10001 -g 10001 -m 0750 /var/lib/tocsin
COPY --from=build /src/standalone/target/tocsin/lib /opt/tocsin/lib
COPY --from=build /own /opt/tocsin/lib
COPY --from=build /src/standalone/target/tocsin/jvm /opt/tocsin/jvm
COPY --from=cache /opt/tocsin/aot /opt/tocsin/aot
COPY deploy/docker/bin /opt/tocsin/bin
# In containers ports are published on purpose, so the admin paths may listen everywhere. Ingest doesn't without a
# token or TOCSIN_INGEST_AUTH=none: who may post is for the one who starts it to say.
ENV PATH=/opt/tocsin/bin:$PATH \
    TOCSIN_ROUTER_HOST=0.0.0.0 \
    TOCSIN_NOTIFIER_HOST=0.0.0.0 \
    TOCSIN_SIMULATOR_HOST=0.0.0.0 \
    TOCSIN_ROUTER_STATE_DIR=/var/lib/tocsin/router
# By number, so that Kubernetes can see that it is not root.
USER 10001:10001
WORKDIR /var/lib/tocsin
EXPOSE 8093 8094 8095 8099
STOPSIGNAL SIGTERM
ENTRYPOINT ["tocsin"]
CMD ["--help"]
