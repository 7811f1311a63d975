import { useT } from '../../locale/t.ts'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/useFormat.ts'
import type { Books } from './books.ts'
import css from './Quality.module.css'

/** One 100% bar of the four parts; small parts keep 2 px so that they are seen. */
export function BooksBar({ books }: { books: Books }) {
  const t = useT()
  const format = useFormat()
  const parts = [
    { key: 'accepted', name: t('quality.accepted'), rows: books.accepted, look: css.accepted },
    { key: 'rejected', name: t('quality.rejected'), rows: books.rejected, look: css.rejected },
    { key: 'duplicate', name: t('quality.duplicate'), rows: books.duplicate, look: css.duplicate },
    { key: 'blank', name: t('quality.blank'), rows: books.blank, look: css.blank },
  ]
  return (
    <>
      <div className={css.bar} aria-hidden="true">
        {parts
          .filter((part) => part.rows > 0)
          .map((part) => (
            <i key={part.key} className={cx(part.look)} style={{ flexGrow: part.rows }} />
          ))}
      </div>
      <dl className={css.legend}>
        {parts.map((part) => (
          <div key={part.key}>
            <dt>
              <i className={cx(part.look)} aria-hidden="true" />
              {part.name}
            </dt>
            <dd>
              {format.countFull(part.rows)}
              <small>{books.read > 0 ? format.share(part.rows / books.read) : ''}</small>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
