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
CMD ["python", "manage.py", "serve"]
