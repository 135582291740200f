import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconCircleHalf } from '@tabler/icons-react';
import { IconButton } from './button';

export function ThemeToggle({ className }: { className?: string | undefined }) {
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme('light');
  const next = now === 'dark' ? 'light' : 'dark';
  return (
    <IconButton
      size="small"
      label={`Change to the ${next} theme`}
      className={className ?? ''}
      onClick={() => setColorScheme(next)}
    >
      <IconCircleHalf size={16} stroke={1.75} aria-hidden />
    </IconButton>
  );
}
