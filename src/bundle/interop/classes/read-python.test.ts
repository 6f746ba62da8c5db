import { describe, expect, it } from 'vitest'
import type { ModelClass } from '#domain/classes/class-model.ts'
import { offer } from '#domain/classes/offer.ts'
import { readDocstring } from './py-docs.ts'
import { readPythonClasses } from './read-python.ts'

const read = (files: Readonly<Record<string, string>>) =>
  readPythonClasses(Object.entries(files).map(([path, text]) => ({ path, text })))

const SHOP = {
  'shop/__init__.py': 'from .order import Order\n',
  'shop/base.py': `
from abc import ABC, abstractmethod

class Thing(ABC):
    """Anything that has a number."""

    def __init__(self, number: str):
        self.number = number

    @abstractmethod
    def describe(self) -> str: ...
`,
  'shop/order.py': `
from __future__ import annotations
from dataclasses import dataclass, field
from datetime import date, time as clock
from enum import Enum
from typing import Annotated, Literal, Optional
import shop.base as base
from .item import Item, make_item

Speed = Literal["slow", "fast"]

class Status(str, Enum):
    OPEN = "open"
    CLOSED = "closed"

class Order(base.Thing):
    """What somebody bought.

    More of it.
    """

    def __init__(self, shop: "Shop", number: str, items: Optional[list[Item]] = None):
        super().__init__(number)
        self.shop = shop
        self.items: list[Item] = items or []
        self._secret = 1

    @property
    def total(self) -> float:
        """What it costs."""
        return 1.0

    @property
    def status(self) -> Status:
        return Status.OPEN

    @status.setter
    def status(self, value: Status) -> None: ...

    def describe(self) -> str:
        return self.number

    async def cancel(
        self,
        reason: Literal["late", "broken"] = "late",
        *extra: str,
        days: int = -3,
        speed: Speed | None = None,
        at: clock | None = None,
        due: Annotated[date, "When it ends"] = None,
        notify: bool = True,
        **more,
    ) -> None:
        """Calls it off.

        Args:
            reason: Why it is called off,
                in a word.
            days (int): How long it takes.

        Returns:
            Nothing.
        """

    @staticmethod
    def count() -> int:
        return 1

    def _hidden(self): ...

class Shop:
    orders: dict[str, Order]
    names = ["a"]
    def __init__(self):
        self.orders = {}

def open_shop(name: str, size=3): ...
`,
  'shop/item.py': `
from pydantic import BaseModel, Field

class Item(BaseModel):
    """One line."""
    sku: str = Field(..., description="What it is called", pattern="[A-Z]+", examples=["AB"])
    count: int = Field(1, ge=1, le=9)
    tags: list[str] = Field(default_factory=list, max_length=3)
    inner: "Item | None" = None

def make_item(sku): ...
`,
}

const classOf = (name: string): ModelClass => {
  const found = read(SHOP).classes.find((each) => each.name === name)
  if (!found) throw new Error(`No class ${name}`)
  return found
}

describe('a folder of Python', () => {
  it('gives its classes and functions, and no enums', () => {
    const model = read(SHOP)
    expect(
      model.classes.map(({ name, file, bases, isAbstract }) => [name, file, bases, isAbstract]),
    ).toEqual([
      ['Thing', 'shop/base.py', [], true],
      ['Order', 'shop/order.py', ['shop/base.py#Thing'], false],
      ['Shop', 'shop/order.py', [], false],
      ['Item', 'shop/item.py', [], false],
    ])
    expect(model.functions.map(({ name }) => name)).toEqual(['open_shop', 'make_item'])
    expect(model.broken).toEqual([])
  })

  it('types the parameters by their hints, and carries docstrings, defaults and keyword-only ones', () => {
    const [, cancel] = classOf('Order').methods
    expect(cancel).toMatchObject({
      name: 'cancel',
      isAsync: true,
      description: 'Calls it off.',
      returns: { kind: 'nothing' },
      parameters: [
        {
          name: 'reason',
          type: { kind: 'enum', choices: [{ value: 'late' }, { value: 'broken' }] },
          defaultValue: 'late',
          description: 'Why it is called off, in a word.',
        },
        { name: 'extra', rest: true, type: { kind: 'string' } },
        {
          name: 'days',
          type: { kind: 'integer' },
          defaultValue: -3,
          description: 'How long it takes.',
        },
        {
          name: 'speed',
          type: { kind: 'enum', choices: [{ value: 'slow' }, { value: 'fast' }] },
          optional: true,
        },
        { name: 'at', type: { kind: 'time' } },
        { name: 'due', type: { kind: 'date' }, description: 'When it ends' },
        { name: 'notify', type: { kind: 'boolean' }, defaultValue: true },
      ],
    })
    expect(read(SHOP).remarks.map(({ member, text }) => `${member}: ${text}`)).toEqual([
      'Order.cancel: It takes any named values: they are not offered.',
    ])
  })

  it('knows what instances have: fields, what __init__ sets, properties with and without setters', () => {
    expect(classOf('Order').properties).toMatchObject([
      { name: 'shop', type: { kind: 'instance', of: ['shop/order.py#Shop'] } },
      {
        name: 'items',
        type: { kind: 'list', item: { kind: 'instance', of: ['shop/item.py#Item'] } },
      },
      { name: 'total', type: { kind: 'number' }, readonly: true, description: 'What it costs.' },
      { name: 'status', type: { kind: 'enum' }, readonly: false },
    ])
    expect(classOf('Thing').properties).toMatchObject([
      { name: 'number', type: { kind: 'string' } },
    ])
    expect(classOf('Shop').properties).toMatchObject([
      { name: 'orders', type: { kind: 'list', as: 'record', item: { kind: 'instance' } } },
    ])
  })

  it('reads the fields of Pydantic with their constraints', () => {
    expect(classOf('Item').properties).toMatchObject([
      {
        name: 'sku',
        description: 'What it is called',
        limits: { pattern: '[A-Z]+', examples: ['AB'] },
      },
      { name: 'count', type: { kind: 'integer' }, limits: { min: 1, max: 9 } },
      { name: 'tags', type: { kind: 'list' }, limits: { maxLength: 3 } },
      { name: 'inner', type: { kind: 'instance', of: ['shop/item.py#Item'] } },
    ])
  })

  it('reads the types that Pydantic makes in a call, with their bounds', () => {
    const { classes } = read({
      'basket.py': `
import pydantic
from pydantic import BaseModel, conint, confloat, conlist, constr as Text
from typing import Optional

Share = confloat(ge=0, le=1)

class Basket(BaseModel):
    count: conint(ge=1, le=9) = 1
    share: Share
    code: Text(min_length=2, max_length=4, pattern="[A-Z]+")
    old: pydantic.constr(regex="[a-z]+")
    tags: conlist(str, max_length=3)
    sizes: pydantic.conset(item_type=conint(gt=0), min_items=1)
    spare: Optional[conint(le=5)] = None
    price: "pydantic.condecimal(ge=0) | None" = None
    made: something(ge=1)
`,
    })
    expect(
      classes[0]?.properties.map(({ name, type, limits }) => ({ name, type, limits })),
    ).toEqual([
      { name: 'count', type: { kind: 'integer' }, limits: { min: 1, max: 9 } },
      { name: 'share', type: { kind: 'number' }, limits: { min: 0, max: 1 } },
      {
        name: 'code',
        type: { kind: 'string' },
        limits: { minLength: 2, maxLength: 4, pattern: '[A-Z]+' },
      },
      { name: 'old', type: { kind: 'string' }, limits: { pattern: '[a-z]+' } },
      {
        name: 'tags',
        type: { kind: 'list', as: 'array', item: { kind: 'string' } },
        limits: { maxLength: 3 },
      },
      {
        name: 'sizes',
        type: { kind: 'list', as: 'set', item: { kind: 'integer' } },
        limits: { minLength: 1 },
      },
      { name: 'spare', type: { kind: 'integer' }, limits: { max: 5 } },
      { name: 'price', type: { kind: 'number' }, limits: { min: 0 } },
      { name: 'made', type: { kind: 'unknown', written: 'something(ge=1)' }, limits: {} },
    ])
  })

  it('leaves out limits that are left out, of whole numbers', () => {
    const { classes } = read({
      'person.py': `
class Person(BaseModel):
    age: int = Field(gt=0, lt=150)
    rank: Annotated[int, Field(gt=2)] = 3
    level: conint(lt=9) = 1
    height: float = Field(gt=0, lt=3)
    both: int = Field(gt=0, ge=5)
`,
    })
    expect(classes[0]?.properties.map(({ name, limits }) => [name, limits])).toEqual([
      ['age', { min: 1, max: 149 }],
      ['rank', { min: 3 }],
      ['level', { max: 8 }],
      // There is no smallest number above 0.
      ['height', { min: 0, max: 3 }],
      ['both', { min: 5 }],
    ])
  })

  it('becomes contexts with declared stubs', () => {
    const { contexts } = offer(read(SHOP))
    const order = contexts.find(({ name }) => name === 'Order')
    expect(order).toMatchObject({
      containers: ['shop/order.py#Shop'],
      displayName: 'Order {number}',
    })
    expect(order?.commands.find(({ name }) => name === 'cancel')).toMatchObject({
      risk: 'destructive',
      isSuggested: true,
      handler: {
        kind: 'stub',
        note: 'Python: Order.cancel(reason, extra, days, speed, at, due, notify) in shop/order.py',
      },
    })
    expect(contexts.find(({ name }) => name === 'Item')?.containers).toEqual([
      'shop/order.py#Order',
    ])
  })

  it('leaves out a file that does not parse, with the line', () => {
    const model = read({
      'a.py': 'class A:\n    def m(self:\n        pass\n',
      'b.py': 'class B: pass\n',
    })
    expect(model.broken).toEqual(['a.py'])
    expect(model.remarks[0]).toMatchObject({ file: 'a.py', line: 3 })
    expect(model.classes.map(({ name }) => name)).toEqual(['B'])
  })

  it('says what a class inherits from elsewhere', () => {
    const { remarks } = read({
      'a.py': 'from django.db import models\nclass A(models.Model):\n    pass\n',
    })
    expect(remarks.map(({ text }) => text)).toEqual([
      'It inherits from models.Model, which is not in these files: what comes from there is not offered.',
    ])
  })
})

describe('docstrings', () => {
  const google =
    'Does it.\n\n    Args:\n        a (int): First.\n        b: Second\n            and more.\n\n    Raises:\n        x: no'
  const numpy =
    'Does it.\n\n    Parameters\n    ----------\n    a : int\n        First.\n    b\n        Second\n        and more.\n\n    Returns\n    -------\n    int\n        no'
  const rest =
    'Does it.\n\n    :param int a: First.\n    :param b: Second\n        and more.\n    :returns: no'
  it.each([
    ['Google', google],
    ['NumPy', numpy],
    ['reST', rest],
  ])('of %s give the words for each parameter', (_, text) => {
    expect(readDocstring(text)).toEqual({
      description: 'Does it.',
      parameters: new Map([
        ['a', 'First.'],
        ['b', 'Second and more.'],
      ]),
    })
  })
})
