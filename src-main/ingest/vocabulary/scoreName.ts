import type { NameWords } from './nameWords.ts'
import type { FieldRules } from './nameRules.ts'
import { conceptsOf, isConcept, type Concept } from './words.ts'

interface Rule {
  readonly score: number
  readonly needs: readonly (readonly Concept[])[]
  readonly without: readonly Concept[]
  readonly explains: ReadonlySet<Concept>
}

interface Compiled {
  readonly rules: readonly Rule[]
  readonly never: readonly Concept[]
}

const compiled = new WeakMap<FieldRules, Compiled>()

/** What a word without a place in the rule, an unknown word and a numbered name ("Tax 2 Value") leave of the score. */
const STRAY = 0.9
const UNKNOWN = 0.85
const NUMBERED = 0.65

/** 0 (not this field) .. 1 for a name taken apart. */
export function scoreName(name: NameWords, fieldRules: FieldRules): number {
  const { rules, never } = compile(fieldRules)
  if (never.some((concept) => name.concepts.has(concept))) return 0
  let best = 0
  for (const rule of rules) {
    if (rule.score <= best || rule.without.some((concept) => name.concepts.has(concept))) continue
    if (!rule.needs.every((anyOf) => anyOf.some((concept) => name.concepts.has(concept)))) continue
    best = Math.max(best, rule.score * STRAY ** strays(name, rule))
  }
  if (name.concepts.has('numbered')) best *= NUMBERED
  return best * UNKNOWN ** Math.min(3, name.nUnknown)
}

function strays(name: NameWords, rule: Rule): number {
  let n = 0
  for (const word of name.words) {
    const known = conceptsOf(word)
    if (known === undefined || known.has('neutral') || known.has('id')) continue
    if (![...known].some((concept) => rule.explains.has(concept))) n++
  }
  return n
}

function compile(fieldRules: FieldRules): Compiled {
  const known = compiled.get(fieldRules)
  if (known) return known
  const besides = list(fieldRules.besides ?? '')
  const made: Compiled = {
    never: list(fieldRules.never),
    rules: fieldRules.rules.map((text) => {
      const [score = '', ...terms] = text.split(' ')
      const needs = terms.filter((term) => !term.startsWith('!')).map((term) => term.split('|').map(concept))
      const explained = needs.flat().flatMap((need) => need.split('#') as Concept[])
      return {
        score: Number(score),
        needs,
        without: terms.filter((term) => term.startsWith('!')).map((term) => concept(term.slice(1))),
        explains: new Set([...explained, ...besides]),
      }
    }),
  }
  compiled.set(fieldRules, made)
  return made
}

function list(text: string): Concept[] {
  return text === '' ? [] : text.split(' ').map(concept)
}

function concept(text: string): Concept {
  if (!isConcept(text)) throw new Error(`not a meaning: ${text}`)
  return text
}
