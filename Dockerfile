# syntax=docker/dockerfile:1
# Ringwatch as a container image: docs/deploy.md.
#
# The steps are in bin/image-build, so that CI runs them where there is no Docker too (bin/image-smoke).

FROM eclipse-temurin:25.0.3_9-jdk-noble AS build
# For the Maven wrapper.
RUN apt-get update \
  && apt-get install -y --no-install-recommends unzip \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 bin/image-build /image

FROM debian:trixie-20260918-slim
LABEL org.opencontainers.image.title="Ringwatch" \
  org.opencontainers.image.description="Says which accounts are abusive, which of them work together, and why" \
  org.opencontainers.image.licenses="Apache-2.0"
# PostgreSQL refuses to run as root, and as a user whom /etc/passwd does not know.
RUN groupadd --gid 10001 ringwatch \
  && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin ringwatch \
  && install -d -o 10001 -g 10001 -m 700 /data
COPY --from=build /image/java /opt/ringwatch/java
COPY --from=build /image/lib /opt/ringwatch/lib
COPY --from=build /image/bin /opt/ringwatch/bin
COPY --from=build /image/app /opt/ringwatch/app
ENV PATH=/opt/ringwatch/bin:/usr/local/bin:/usr/bin:/bin \
  LANG=C.UTF-8 \
  RINGWATCH_DATA=/data \
  RINGWATCH_SERVER_ADDRESS=0.0.0.0
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
# Of a server without TLS of its own; bash, because there is nothing else in here that can ask.
HEALTHCHECK --interval=15s --timeout=5s --start-period=2m --start-interval=2s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["ringwatch"]
CMD ["serve"]
