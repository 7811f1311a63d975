import type { FigureCheck } from '../../../shared/contract/story.ts'
import { useT } from '../../locale/t.ts'
import { Dialog } from '../../ui/Drawer.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import css from './Story.module.css'

interface CheckDialogProps {
  readonly checks: readonly FigureCheck[]
  readonly onClose: () => void
}

/** Every stated number beside what it comes to now. */
export function CheckDialog({ checks, onClose }: CheckDialogProps) {
  const t = useT()
  const format = useFormat()
  const done = checks.filter(({ verdict }) => verdict !== 'not-checked')
  const apart = done.filter(({ verdict }) => verdict !== 'holds').length
  const skipped = checks.length - done.length
  const words = {
    holds: t('story.holds'),
    changed: t('story.changed'),
    gone: t('story.gone'),
    'not-checked': t('story.notChecked'),
  }
  const show = (value: number | null) => (value === null ? '—' : format.decimal(value, 4))
  return (
    <Dialog opened widthPx={680} title={t('story.checkTitle')} onClose={onClose}>
      <p>
        {apart === 0
          ? t('story.checkHolds', { n: format.countFull(done.length) })
          : t('story.checkChanged', { n: format.countFull(done.length), changed: format.countFull(apart) })}
        {skipped > 0 && ` ${t('story.checkSkipped', { n: format.countFull(skipped) })}`}
      </p>
      <div className={css.tableBox}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('story.colSlide')}</th>
              <th scope="col">{t('story.colLabel')}</th>
              <th scope="col" className={css.number}>
                {t('story.colStated')}
              </th>
              <th scope="col" className={css.number}>
                {t('story.colNow')}
              </th>
              <th scope="col">{t('story.colVerdict')}</th>
            </tr>
          </thead>
          <tbody>
            {done.map((check, i) => (
              <tr key={i}>
                <td>{check.position}</td>
                <td>{check.label}</td>
                <td className={css.number}>{show(check.stated)}</td>
                <td className={css.number}>{show(check.now)}</td>
                <td className={check.verdict === 'holds' ? undefined : css.wrong}>{words[check.verdict]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  )
}
