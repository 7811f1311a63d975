import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src-renderer/locale/catalogue.ts'
import { slotsOf } from '../../../src-renderer/locale/template.ts'

const zh = catalogue['zh-CN']
const en = catalogue.en
const keysOf = (of: typeof zh) =>
  Object.entries(of).flatMap(([section, messages]) =>
    Object.keys(messages).map((name) => `${section}.${name}`),
  )
const root = join(import.meta.dirname, '..', '..', '..', 'src-renderer')

describe('the catalogue', () => {
  it('has the same keys in both languages', () => {
    expect(keysOf(en)).toEqual(expect.arrayContaining(keysOf(zh)))
    expect(keysOf(zh)).toEqual(expect.arrayContaining(keysOf(en)))
  })

  it('has the same slots in both languages', () => {
    for (const [section, messages] of Object.entries(zh)) {
      for (const [name, message] of Object.entries(messages)) {
        const other = en[section]?.[name] ?? ''
        expect([...slotsOf(other)].sort(byText), `${section}.${name}`).toEqual(
          [...slotsOf(message)].sort(byText),
        )
      }
    }
  })

  it('has no empty message and no stray brackets', () => {
    for (const language of [zh, en]) {
      for (const [section, messages] of Object.entries(language)) {
        for (const [name, message] of Object.entries(messages)) {
          expect(message, `${section}.${name}`).not.toBe('')
          expect(message.replace(/\{\w+(#[^{}]*)?\}/g, ''), `${section}.${name}`).not.toMatch(/[{}]/)
        }
      }
    }
  })

  it('keeps to the words that were agreed', () => {
    for (const messages of Object.values(zh)) {
      for (const message of Object.values(messages)) {
        expect(message).not.toMatch(/[您!！]|显著|赋能|精准/)
      }
    }
    for (const messages of Object.values(en)) {
      for (const message of Object.values(messages))
        expect(message).not.toMatch(/!|powerful|\bperson\b.*\buser\b/)
    }
  })

  it('puts a space between Han characters and Latin letters or digits', () => {
    for (const [section, messages] of Object.entries(zh)) {
      for (const [name, message] of Object.entries(messages)) {
        const plain = message.replace(/\{[^{}]*\}/g, '\uFFFC')
        expect(plain, `${section}.${name}`).not.toMatch(
          /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u,
        )
      }
    }
  })

  it('has no key that nobody uses', () => {
    const sources = globSync('**/*.{ts,tsx}', { cwd: root })
      .filter((path) => !path.startsWith('locale/'))
      .map((path) => readFileSync(join(root, path), 'utf8'))
      .join('\n')
    const unused = keysOf(zh).filter((key) => !sources.includes(`'${key}'`))
    expect(unused).toEqual([])
  })
})

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
