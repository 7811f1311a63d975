import { describe, expect, it } from 'vitest'
import { mappingSchema } from '../../../shared/contract/mapping.ts'
import { rfmParamsSchema } from '../../../shared/contract/rfm.ts'
import { AppError } from '../../../shared/contract/errors.ts'
import { validated } from '../../../shared/rpc/validate.ts'

function detailOf(action: () => unknown): unknown {
  try {
    action()
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError)
    return (thrown as AppError).detail
  }
  throw new Error('nothing was thrown')
}

describe('a checked input', () => {
  it('comes back as it was given', () => {
    const mapping = {
      kind: 'purchases' as const,
      columns: { amount: { multiply: ['q', 'p'] as [string, string] } },
    }
    expect(validated(mappingSchema, mapping)).toEqual(mapping)
  })

  it('names the place inside a union that was meant', () => {
    const detail = detailOf(() =>
      validated(mappingSchema, { kind: 'purchases', columns: { amount: { sum: ['a', 7] } } }),
    )
    expect(detail).toMatchObject({ path: 'columns.amount.sum[1]' })
  })

  it('names a key that nobody knows', () => {
    const detail = detailOf(() => validated(mappingSchema, { kind: 'purchases', columns: {}, colums: {} }))
    expect(JSON.stringify(detail)).toContain('colums')
  })

  it('begins its sentence with the place', () => {
    const params = { asOfDay: 1.5, windowDays: null, frequency: 'orders', scheme: 'mean8', compareDays: 0 }
    expect(detailOf(() => validated(rfmParamsSchema, params))).toMatchObject({
      path: 'asOfDay',
      message: expect.stringMatching(/^At asOfDay: /) as unknown,
    })
  })
})
