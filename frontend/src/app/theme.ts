import { type CSSVariablesResolver, createTheme, Input, Menu, Modal, Tooltip } from '@mantine/core';
import styles from './theme.module.css';

const modalClasses = {
  content: styles.modal ?? '',
  header: styles.modalHeader ?? '',
  title: styles.modalTitle ?? '',
  body: styles.modalBody ?? '',
  inner: styles.modalInner ?? '',
  overlay: styles.overlay ?? '',
};

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 9, dark: 4 },
  autoContrast: false,
  colors: {
    brand: [
      '#f8fde7',
      '#f2f9d3',
      '#e9f8aa',
      '#e0f778',
      '#d5f52d',
      '#c4e12f',
      '#8da518',
      '#5f7300',
      '#47580c',
      '#1c2013',
    ],
    dark: [
      '#f0f1ec',
      '#b7b8b4',
      '#959692',
      '#7c7d79',
      '#3b3b39',
      '#2d2e2c',
      '#1e1f1d',
      '#121210',
      '#0d0d0b',
      '#0d0d0b',
    ],
    gray: [
      '#f9faf7',
      '#f4f5f2',
      '#eeefec',
      '#dddedb',
      '#cdcecb',
      '#8a8b87',
      '#646561',
      '#4f504c',
      '#4f504c',
      '#171814',
    ],
  },
  black: '#171814',
  fontFamily: 'var(--font-sans)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: {
    xs: 'var(--fs-12)',
    sm: 'var(--fs-13)',
    md: 'var(--fs-14)',
    lg: 'var(--fs-16)',
    xl: 'var(--fs-20)',
  },
  lineHeights: {
    xs: 'var(--lh-12)',
    sm: 'var(--lh-13)',
    md: 'var(--lh-14)',
    lg: 'var(--lh-16)',
    xl: 'var(--lh-20)',
  },
  fontWeights: { regular: '420', medium: '540', bold: '620' },
  headings: { fontFamily: 'var(--font-sans)', fontWeight: '620' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '999px' },
  defaultRadius: 'md',
  shadows: {
    xs: 'var(--shadow-card)',
    sm: 'var(--shadow-card)',
    md: 'var(--shadow-raised)',
    lg: 'var(--shadow-overlay)',
    xl: 'var(--shadow-overlay)',
  },
  respectReducedMotion: true,
  cursorType: 'default',
  focusClassName: styles.focus ?? '',
  components: {
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: { transition: 'fade', duration: 120 },
        yOffset: '12vh',
        padding: 0,
        centered: false,
        closeButtonProps: { 'aria-label': 'Close' },
      },
      classNames: modalClasses,
    }),
    Menu: Menu.extend({
      defaultProps: { transitionProps: { transition: 'fade', duration: 80 }, shadow: 'lg', offset: 4 },
      classNames: {
        dropdown: styles.menu ?? '',
        item: styles.menuItem ?? '',
        label: styles.menuLabel ?? '',
        divider: styles.menuDivider ?? '',
      },
    }),
    Input: Input.extend({ classNames: { input: styles.input ?? '' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 500 } }),
  },
});

const shared = {
  '--mantine-color-body': 'var(--bg-page)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-default': 'var(--bg-raised)',
  '--mantine-color-default-hover': 'var(--bg-hover)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--danger-text)',
  '--mantine-primary-color-filled': 'var(--brand-solid)',
  '--mantine-primary-color-filled-hover': 'var(--brand-solid-hover)',
  '--mantine-primary-color-contrast': 'var(--brand-on-solid)',
  '--mantine-primary-color-light': 'var(--brand-soft)',
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: shared,
});
