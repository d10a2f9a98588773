FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 DATA_DIR=/data
RUN useradd --system townhall && install --directory --owner=townhall /data

WORKDIR /townhall
COPY requirements/run.txt requirements/
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/run.txt
COPY . .

USER townhall
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --start-period=30s CMD ["python", "-c", "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ.get('PORT', '8000') + '/readyz')"]
CMD ["python", "manage.py", "serve"]
