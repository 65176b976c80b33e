# Two stages: the first builds wheels with what building needs, the second holds only what running needs.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md ./
RUN python -m venv /opt/wirewatch \
 && /opt/wirewatch/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY monitor ./monitor
RUN python -m venv /opt/build && /opt/build/bin/pip install --no-cache-dir "setuptools>=77" \
 && /opt/build/bin/python -c "from setuptools import build_meta as b; print(b.build_wheel('/tmp'))" \
 && /opt/wirewatch/bin/pip install --no-cache-dir --no-deps /tmp/wirewatch-*.whl \
 && /opt/wirewatch/bin/python -m compileall -q /opt/wirewatch/lib \
 && /opt/wirewatch/bin/pip uninstall --yes --quiet pip setuptools

FROM python:3.11-slim
LABEL org.opencontainers.image.title="wirewatch" \
      org.opencontainers.image.description="Watches news agencies and tells people what appears, changes, is corrected or withdrawn"
# A fixed number, so that volumes and `runAsUser` can name it.
RUN groupadd --gid 10001 wirewatch && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data wirewatch \
 && install -d -o wirewatch -g wirewatch /data /config
COPY --from=build /opt/wirewatch /opt/wirewatch
COPY config /config
ENV PATH=/opt/wirewatch/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/data \
    WIREWATCH__STORE__DATA_DIR=/data
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
# The page is not on loopback's host side in a container: it listens where WIREWATCH__WEB__LISTEN says (a token is then needed).
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as u; p = os.environ.get('WIREWATCH__WEB__LISTEN', '127.0.0.1:8080').rpartition(':')[2]; u.urlopen(f'http://127.0.0.1:{p}/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["wirewatch"]
CMD ["run", "--config", "/config"]
