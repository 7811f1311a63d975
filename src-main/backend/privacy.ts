import { AppError } from '../../shared/contract/errors.ts'
import type { StoryLanguage } from '../../shared/contract/story.ts'
import type { MethodName } from '../../shared/contract/api.ts'
import type { Handlers } from '../../shared/rpc/wire.ts'

/** Whether customers are shown without their names, for as long as this backend runs. */
export interface Privacy {
  readonly isHidden: boolean
  hide(hidden: boolean, language: StoryLanguage): void
  /** the name under which a customer goes meanwhile, the same for the whole meeting */
  maskOf(key: string): string
}

const LETTERS = 26
const FIRST_LETTER = 'A'.charCodeAt(0)

/** 0 = A, 25 = Z, 26 = AA. */
export function lettersOf(index: number): string {
  let letters = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / LETTERS)) {
    letters = String.fromCharCode(FIRST_LETTER + ((n - 1) % LETTERS)) + letters
  }
  return letters
}

export function createPrivacy(): Privacy {
  const masks = new Map<string, string>()
  let isHidden = false
  let word = ''
  return {
    get isHidden() {
      return isHidden
    },
    hide: (hidden, language) => {
      isHidden = hidden
      word = language === 'en' ? 'Customer' : '客户'
    },
    maskOf: (key) => {
      const letters = masks.get(key) ?? lettersOf(masks.size)
      masks.set(key, letters)
      return `${word} ${letters}`
    },
  }
}

/** What writes customers by name into a file, or shows files as they came: not while names are hidden. */
const REFUSED: ReadonlySet<string> = new Set<MethodName>([
  'rfm.export',
  'rfm.exportDowngrades',
  'churn.export',
  'lifetime.export',
  'northstar.export',
  'silent.export',
  'interventions.draw',
  'winback.exportPlan',
  'import.exportRejects',
  'import.preview',
])

/** The same handlers, with every customer's key masked in what they answer while names are hidden. */
export function hidingNames(handlers: Handlers, privacy: Privacy): Handlers {
  const hiding = Object.entries(handlers).map(([name, handler]) => {
    const ask = handler as (input: unknown, context: unknown) => Promise<unknown>
    return [
      name,
      async (input: unknown, context: unknown) => {
        if (privacy.isHidden && REFUSED.has(name)) throw new AppError('names-hidden')
        const answer = await ask(input, context)
        return privacy.isHidden ? masked(answer, privacy) : answer
      },
    ]
  })
  return Object.fromEntries(hiding) as Handlers
}

/** A copy in which keys are masks; attributes of a customer and cells of rejected rows are left out. */
export function masked(value: unknown, privacy: Pick<Privacy, 'maskOf'>): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return value.map((one) => masked(one, privacy))
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      if (name === 'customerKey') {
        return [
          name,
          Array.isArray(part) ? part.map((key) => privacy.maskOf(String(key))) : privacy.maskOf(String(part)),
        ]
      }
      if (name === 'attributes' && 'customerKey' in value) return [name, []]
      if (name === 'events' && Array.isArray(part)) return [name, part.map(withoutOrder)]
      if ((name === 'raw' || name === 'sample') && typeof part === 'string') return [name, '']
      return [name, masked(part, privacy)]
    }),
  )
}

/** An order's number leads to who ordered; names of behaviours and campaigns do not. */
const withoutOrder = (event: unknown): unknown =>
  typeof event === 'object' &&
  event !== null &&
  'kind' in event &&
  ['purchase', 'refund'].includes(String(event.kind))
    ? { ...event, label: '' }
    : event
