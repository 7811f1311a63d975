import { Popover } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useT } from '../locale/t.ts'
import { Button, IconButton } from './Button.tsx'
import { cx } from './cx.ts'
import type { Provenance, Sourced } from './provenance.ts'
import css from './ProvenanceNumber.module.css'

interface ProvenanceNumberProps {
  readonly value: Sourced
  /** `finding` and `strip` are tab stops, `cell` is not */
  readonly where: 'finding' | 'strip' | 'cell'
  readonly className?: string | undefined
  /** 万 and 亿 smaller than the digits */
  readonly smallUnit?: boolean
}

/** A number that opens where it comes from. Without a source it is plain text. */
export function ProvenanceNumber({ value, where, className, smallUnit = false }: ProvenanceNumberProps) {
  const [opened, setOpened] = useState(false)
  const t = useT()
  const { text, from } = value
  const shown = smallUnit ? <WithSmallUnit text={text} /> : text
  if (from === undefined) return <span className={className}>{shown}</span>
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      offset={8}
      trapFocus
      returnFocus
      withRoles={false}
      width="min(var(--w-provenance), calc(100vw - 24px))"
      withArrow
      arrowSize={10}
      arrowOffset={18}
      transitionProps={{ duration: 120 }}
      classNames={{ dropdown: css.pop, arrow: css.arrow }}
    >
      <Popover.Target>
        <button
          type="button"
          tabIndex={where === 'cell' ? -1 : 0}
          aria-haspopup="dialog"
          aria-expanded={opened}
          aria-label={t('common.provenanceOf', { value: text })}
          className={cx(where === 'finding' ? css.finding : css.plain, className)}
          onClick={(event) => {
            event.stopPropagation()
            setOpened(!opened)
          }}
        >
          {shown}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <ProvenanceCard from={from} onClose={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function WithSmallUnit({ text }: { text: string }) {
  const unit = /\s?(万亿|亿|万)$/.exec(text)?.[0]
  if (unit === undefined) return text
  return (
    <>
      {text.slice(0, -unit.length)}
      <small className={css.unit}>{unit.trim()}</small>
    </>
  )
}

function ProvenanceCard({ from, onClose }: { from: Provenance; onClose: () => void }) {
  const t = useT()
  const [copied, setCopied] = useState(false)
  const titleId = useId()
  const lines = [
    [t('common.formula'), from.formula],
    [t('common.inputs'), from.inputs],
    [t('common.filter'), from.filter],
    [t('common.asOf'), from.asOf],
    [t('common.interval'), from.interval],
    [t('common.engine'), from.engine],
  ].filter((line): line is [string, string] => line[1] !== undefined)
  const copy = () => {
    const text = [from.title, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\n')
    void navigator.clipboard.writeText(text).then(() => setCopied(true))
  }
  const show = from.onShowCustomers
  return (
    <div role="dialog" aria-labelledby={titleId}>
      <div className={css.head}>
        <h3 id={titleId}>{from.title}</h3>
        <IconButton small label={t('common.close')} icon={<IconX size={14} />} onClick={onClose} />
      </div>
      <dl className={css.list}>
        {lines.map(([name, value]) => (
          <Line key={name} name={name} value={value} />
        ))}
      </dl>
      <div className={css.foot}>
        {show !== undefined && (
          <Button
            kind="link"
            onClick={() => {
              onClose()
              show()
            }}
          >
            {t('common.showCustomers')}
          </Button>
        )}
        <Button kind="link" onClick={copy}>
          {copied ? t('common.copied') : t('common.copy')}
        </Button>
      </div>
    </div>
  )
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
