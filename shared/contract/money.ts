/**
 * Money is whole hundredths of the project's currency unit, whatever the currency: 1,234.5 is 123450 in CNY, in JPY
 * and in KWD. The currency labels and never converts, so changing the label must not change a number; a third decimal
 * (KWD, BHD) is rounded half away from zero at import.
 */
export const MINOR_PER_UNIT = 100
