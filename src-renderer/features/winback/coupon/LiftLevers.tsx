import { useT } from '../../../locale/t.ts'
import { FieldLever, SliderLever } from '../Lever.tsx'
import { useWhatIf } from '../store.ts'
import css from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'

/** How responses rise with the face value; the maximum is solved where redemption is read as pull. */
export function LiftLevers({ telling: { format } }: { readonly telling: Telling }) {
  const t = useT()
  const offer = useWhatIf((state) => state.scenario.offer)
  if (!offer?.lift) return null
  const { lift, mode } = offer
  return (
    <div className={css.part}>
      <h3>{t('whatif.lift')}</h3>
      {mode === 'habit' && (
        <SliderLever
          label={t('whatif.liftMaximum')}
          path={['offer', 'lift', 'maximum']}
          value={lift.maximum}
          min={0}
          max={Math.max(5, lift.maximum)}
          step={0.05}
          show={(value) => `+${format.share(value)}`}
        />
      )}
      <FieldLever
        label={t('whatif.halfFace')}
        path={['offer', 'lift', 'halfFace']}
        value={lift.halfFace}
        min={0}
        max={1e6}
        show={(units) => format.moneyFull(minor(units))}
      />
    </div>
  )
}
