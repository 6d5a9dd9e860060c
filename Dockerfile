# syntax=docker/dockerfile:1
# The image of one service; which one is told by an argument:
#   docker build --build-arg SERVICE=gateway -t broadsheet/gateway .
# SERVICE is ingest-service, catalog-service, trending-service or gateway.

# Built by the same Java that runs it, the current long-term release. The classes are for
# Java 17 all the same: java.version in pom.xml says so, whichever JDK compiles.
FROM --platform=$BUILDPLATFORM eclipse-temurin:25-jdk-noble AS build
ARG SERVICE
RUN case "$SERVICE" in \
      ingest-service | catalog-service | trending-service | gateway) ;; \
      *) echo "No such service: '$SERVICE'. Say --build-arg SERVICE=ingest-service, catalog-service, trending-service or gateway" >&2; exit 1 ;; \
    esac
WORKDIR /build

# Maven wants to see every module, and compiles those that the service needs
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY ingest-service/pom.xml ingest-service/
COPY catalog-service/pom.xml catalog-service/
COPY trending-service/pom.xml trending-service/
COPY gateway/pom.xml gateway/
COPY mongo-stand-in/pom.xml mongo-stand-in/
COPY standalone/pom.xml standalone/
COPY system-tests/pom.xml system-tests/
COPY events events
COPY access access
COPY ${SERVICE} ${SERVICE}

# Maven and the libraries stay in a cache between builds; images that are built at the same
# time wait for one another, since Maven's repository is for one writer.
# The format is looked at by CI, and no reason to have no image.
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    ./mvnw --batch-mode --no-transfer-progress --projects "$SERVICE" --also-make \
      -Dmaven.test.skip=true -Dspring-javaformat.skip=true package \
    && cp "$SERVICE/target/$SERVICE.jar" app.jar \
    && java -Djarmode=tools -jar app.jar extract --layers --destination extracted

# Ubuntu, so glibc: the native libraries of RocksDB and Netty are made for it
FROM eclipse-temurin:25-jre-noble

# A fixed id, so that volumes keep their owner from one image to the next
RUN groupadd --gid 10001 broadsheet \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /app --shell /usr/sbin/nologin broadsheet \
    && install --directory --owner=10001 --group=10001 --mode=0750 /var/lib/broadsheet

# Exits with 0 when the service is ready. By bash alone, since the image has neither curl nor
# wget, and to start a Java for each question takes longer than the answer
COPY --chmod=0755 <<'READY' /usr/local/bin/ready
#!/bin/bash
case $SERVICE in
  gateway) port=9080 ;;
  ingest-service) port=9081 ;;
  catalog-service) port=9082 ;;
  trending-service) port=9083 ;;
esac
port=${MANAGEMENT_SERVER_PORT:-$port}
exec 3<>"/dev/tcp/127.0.0.1/$port" || exit 1
printf 'GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
IFS= read -r -t 4 status <&3 || { echo 'no answer'; exit 1; }
if [[ $status != 'HTTP/1.1 200 '* ]]; then
  echo "not ready: $status"
  cat <&3 # says which part is not well
  exit 1
fi
READY

# Layers from what changes seldom to what changes always; owned by root, so that a service
# can't change itself
WORKDIR /app
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./

ARG SERVICE
# SERVICE: which one this is, for /usr/local/bin/ready.
# STATE_DIR: what Kafka Streams keeps between restarts, and the search index; mount a volume
# there, or it is read from the log again.
# JAVA_TOOL_OPTIONS: the heap is a share of the container's memory, the rest is for threads,
# code, network buffers and RocksDB; out of memory ends the process, and the container is
# started again. More options of Java go into JDK_JAVA_OPTIONS, which is empty.
ENV SERVICE=${SERVICE} \
    STATE_DIR=/var/lib/broadsheet \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED"

# A number, so that Kubernetes can see that it is not root
USER 10001:10001

# Unhealthy means that a backend is away as much as that the service is: no reason to restart
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --start-interval=2s --retries=3 \
  CMD ["/usr/local/bin/ready"]

ENTRYPOINT ["java", "-jar", "/app/app.jar"]

# Last, since the revision changes with every commit
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Broadsheet ${SERVICE}" \
      org.opencontainers.image.description="The publishing backend of a newspaper: ${SERVICE}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
