import { IconSearch, IconX } from '@tabler/icons-react'
import type { Ref } from 'react'
import { useT } from '../locale/t.ts'
import { IconButton } from './Button.tsx'
import css from './Field.module.css'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly widthPx?: number
  readonly ref?: Ref<HTMLInputElement>
}

export function SearchField({ label, value, onChange, widthPx = 190, ref }: SearchFieldProps) {
  const t = useT()
  return (
    <span className={css.search} style={{ width: widthPx }}>
      <IconSearch size={14} aria-hidden="true" />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.stopPropagation()
          onChange('')
        }}
      />
      {value !== '' && (
        <IconButton small label={t('common.clear')} icon={<IconX size={12} />} onClick={() => onChange('')} />
      )}
    </span>
  )
}
