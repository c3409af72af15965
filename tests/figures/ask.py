"""Asks a hub over HTTP, a connection for each answer: it closes them."""
import http.client
import json
import urllib.parse


class Hub:
    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        self.host, self.port = parts.hostname, parts.port

    def get(self, path):
        return self.request('GET', path)

    def post(self, path, body):
        return self.request('POST', path, body)

    def request(self, method, path, body=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=120)
        try:
            connection.request(method, path, body)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def ask(self, question, parameters=()):
        query = urllib.parse.urlencode(list(parameters))
        status, body = self.get(f'/api/v1/analytics/{question}' + (f'?{query}' if query else ''))
        if status != 200:
            raise RuntimeError(f'{question}?{query} answers {status}: {body[:300]}')
        return json.loads(body)
