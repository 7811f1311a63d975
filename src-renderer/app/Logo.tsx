/** A returning arrow around a wave. */
export function Logo({ sizePx = 20 }: { readonly sizePx?: number }) {
  return (
    <svg
      width={sizePx}
      height={sizePx}
      viewBox="0 0 20 20"
      fill="none"
      stroke="var(--accent)"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M16.6 6.9a7.3 7.3 0 1 0 .5 5.2" />
      <path d="M17.6 2.9v4.4h-4.4" />
      <path d="M6.1 11.6c1.5-1.9 2.9-1.9 4-.5s2.2 1 3.3-.3" />
    </svg>
  )
}
