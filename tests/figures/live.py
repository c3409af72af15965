"""Orders and presses for a running hub, as a POS and screens would send them, so that facts are made while they happen."""
import datetime
import json
import random

ITEMS = [('fries', 'French Fries', 'sides'), ('burger-classic', 'Classic Burger', 'burgers'), ('cola', 'Cola', 'drinks'),
         ('cendol', 'Cendol', 'desserts'), ('es-teh', 'Es Teh Manis', 'drinks'), ('ribeye-300', 'Ribeye 300 g', 'grill')]


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='milliseconds').replace('+00:00', 'Z')


def order(chance, name):
    lines = []
    for i in range(chance.randint(1, 5)):
        item, title, category = chance.choice(ITEMS)
        lines.append({'id': str(i + 1), 'item': item, 'name': title, 'category': category,
                      'quantity': chance.randint(1, 3), 'course': chance.randint(0, 2)})
    return {'id': name, 'number': name[-3:], 'placed_at': now(), 'channel': chance.choice(['pos', 'gofood']),
            'service': chance.choice(['dine_in', 'takeaway', 'delivery']), 'lines': lines}


class Kitchen:
    def __init__(self, hub, seed):
        self.hub, self.chance = hub, random.Random(seed)
        self.open = []
        self.answers = {}

    def ask(self, message):
        status, body = self.hub.post('/api/v1/requests', json.dumps(message))
        kind = json.loads(body).get('code', 'ack')
        self.answers[kind] = self.answers.get(kind, 0) + 1
        if status >= 500:
            raise RuntimeError(f'{message} is answered {status}: {body[:200]}')

    def play(self, orders):
        for i in range(orders):
            name = f'live-{i:04}'
            content = order(self.chance, name)
            status, body = self.hub.post('/api/v1/orders', json.dumps(content))
            if status != 201:
                raise RuntimeError(f'an order is answered {status}: {body[:200]}')
            self.open.append([content, 0])
            for _ in range(4):
                self.press(self.chance.choice(self.open[-12:]))
        for each in list(self.open):
            for station in ('grill', 'drink', 'dessert', 'expo'):
                self.ask({'type': 'ticket.bump', 'order_id': each[0]['id'], 'station': station})

    def press(self, each):
        content, revision = each
        station = self.chance.choice(['grill', 'grill', 'drink', 'dessert'])
        line = self.chance.choice(content['lines'])['id']
        about = {'order_id': content['id']}
        at = {**about, 'station': station, 'age_ms': self.chance.choice([0, 0, 0, 40, 700])}
        kind = self.chance.choices(['line.start', 'line.bump', 'ticket.bump', 'ticket.recall', 'order.fire', 'order.hold',
                                    'order.release', 'order.void', 'order.priority', 'ticket.transfer', 'serve', 'amend'],
                                   [6, 4, 9, 2, 3, 1, 1.5, 0.5, 1, 0.6, 2, 0.8])[0]
        if kind in ('line.start', 'line.bump'):
            self.ask({'type': kind, **at, 'line_id': line})
        elif kind in ('ticket.bump', 'ticket.recall'):
            self.ask({'type': kind, **at})
        elif kind == 'order.fire':
            self.ask({'type': kind, **about, 'course': self.chance.randint(1, 2)})
        elif kind == 'order.priority':
            self.ask({'type': kind, **about, 'priority': 'rush'})
        elif kind == 'ticket.transfer':
            self.ask({'type': kind, **at, 'to': self.chance.choice(['drink', 'dessert'])})
        elif kind == 'serve':
            self.ask({'type': self.chance.choice(['ticket.bump', 'ticket.recall']), **about, 'station': 'expo'})
        elif kind == 'order.void':
            self.ask({'type': kind, **about, **({'lines': [line]} if self.chance.random() < 0.7 else {})})
        elif kind == 'amend':
            self.amend(each)
        else:
            self.ask({'type': kind, **about})

    def amend(self, each):
        content = json.loads(json.dumps(each[0]))
        self.chance.choice(content['lines'])['quantity'] += 1
        status, _ = self.hub.post('/api/v1/requests', json.dumps({'type': 'order.amend', 'order': content,
                                                                  'revision': each[1] + 1}))
        if status == 200 or status == 201:
            each[0], each[1] = content, each[1] + 1
