import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { api } from '../../../shared/contract/api.ts'
import { createPrivacy, hidingNames, lettersOf, masked } from '../../../src-main/backend/privacy.ts'
import { someHandlers } from '../../support/handlers.ts'

const contract = join(import.meta.dirname, '..', '..', '..', 'shared', 'contract')

describe('hidden names', () => {
  it('are letters: A to Z, then AA', () => {
    expect([0, 25, 26, 27, 701, 702].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA'])
  })

  it('are the same for the same customer, in lists and alone, and nothing else changes', () => {
    const privacy = createPrivacy()
    privacy.hide(true, 'en')
    const counts = Uint32Array.of(1, 2)
    const page = masked(
      { nMatched: 2, counts, customerKey: ['u7', 'u9'], deep: [{ customerKey: 'u9' }] },
      privacy,
    )
    expect(page).toEqual({
      nMatched: 2,
      counts,
      customerKey: ['Customer A', 'Customer B'],
      deep: [{ customerKey: 'Customer B' }],
    })
    privacy.hide(true, 'zh-CN')
    expect(masked({ customerKey: 'u7', attributes: [{ name: '电话', value: '138' }] }, privacy)).toEqual({
      customerKey: '客户 A',
      attributes: [],
    })
    expect(masked({ rows: [{ line: 3, raw: 'u7,138', sample: '138', column: 'tel' }] }, privacy)).toEqual({
      rows: [{ line: 3, raw: '', sample: '', column: 'tel' }],
    })
    const events = ['purchase', 'refund', 'login'].map((kind) => ({ kind, label: 'a label' }))
    expect(masked({ events }, privacy)).toEqual({
      events: [
        { kind: 'purchase', label: '' },
        { kind: 'refund', label: '' },
        { kind: 'login', label: 'a label' },
      ],
    })
  })

  it('refuse lists of customers while they are hidden', async () => {
    const privacy = createPrivacy()
    const handlers = hidingNames(
      someHandlers({
        'silent.export': async () => ({ rows: 1 }),
        'customers.search': async () => [{ customerId: 1, customerKey: 'u7' }] as never,
      }),
      privacy,
    )
    const context = {} as never
    await expect(handlers['silent.export']({} as never, context)).resolves.toEqual({ rows: 1 })
    privacy.hide(true, 'en')
    await expect(handlers['silent.export']({} as never, context)).rejects.toMatchObject({
      code: 'names-hidden',
    })
    await expect(handlers['customers.search']({} as never, context)).resolves.toEqual([
      { customerId: 1, customerKey: 'Customer A' },
    ])
  })

  it('know every way out: keys have one name in the contract, and every export of a list is refused', () => {
    const text = readdirSync(contract)
      .map((file) => readFileSync(join(contract, file), 'utf8'))
      .join('\n')
    expect(text).not.toMatch(/readonly (customerKeys|customerName|keys): (readonly )?string/)
    const lists = Object.keys(api).filter(
      (name) => /\.(export\w*|draw)$/.test(name) && name !== 'story.export',
    )
    const privacy = createPrivacy()
    privacy.hide(true, 'en')
    const handlers = hidingNames(
      Object.fromEntries(lists.map((name) => [name, async () => Promise.resolve({})])) as never,
      privacy,
    )
    return Promise.all(
      lists.map(async (name) =>
        expect(handlers[name as 'silent.export']({} as never, {} as never)).rejects.toMatchObject({
          code: 'names-hidden',
        }),
      ),
    )
  })
})
