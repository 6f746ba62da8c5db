import { Braces, CircleDashed, MessageSquareText, SquareFunction, Variable } from 'lucide-react'
import type { Handler } from '#domain/document.ts'

const ICONS = {
  code: { Icon: Braces, label: 'code' },
  method: { Icon: SquareFunction, label: 'method' },
  reply: { Icon: MessageSquareText, label: 'reply' },
  property: { Icon: Variable, label: 'property' },
  stub: { Icon: CircleDashed, label: 'stub' },
} as const satisfies Record<Handler['kind'], unknown>

/** What a command does its work with, as an icon; `handlerLabel` is its text alternative. */
export function HandlerIcon({ kind, size = 14 }: { kind: Handler['kind']; size?: number }) {
  const { Icon } = ICONS[kind]
  return <Icon size={size} aria-hidden />
}

export const handlerLabel = (kind: Handler['kind']): string => ICONS[kind].label
