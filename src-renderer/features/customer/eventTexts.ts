import { behaviourText } from '../../locale/codeText.ts'
import type { useT } from '../../locale/t.ts'
import type { Format } from '../../ui/format.ts'
import type { LaneTexts } from './lanesOption.ts'

/** How events are named, in the list and in the drawing. */
export function eventTexts(t: ReturnType<typeof useT>, format: Format): LaneTexts {
  return {
    kinds: {
      purchase: t('customer.kindPurchase'),
      refund: t('customer.kindRefund'),
      behaviour: t('customer.kindBehaviour'),
      contact: t('customer.kindContact'),
    },
    what: ({ kind, label, product, channel }) =>
      [kind === 'behaviour' ? behaviourText(label, format.language) : label, product, channel]
        .filter((part) => part !== '')
        .join(' · '),
    source: ({ importId, line }) =>
      t('customer.sourceLine', { importId: String(importId), line: format.countFull(line) }),
  }
}
