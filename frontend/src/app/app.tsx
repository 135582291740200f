import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { LiveConnection } from '@/lib/live-connection';
import { LiveProvider } from '@/lib/use-stomp-topic';
import styles from './notifications.module.css';
import { queryClient } from './query-client';
import { router } from './router';
import { cssVariablesResolver, theme } from './theme';

const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
const live = new LiveConnection(`${scheme}://${window.location.host}/ws`);

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <LiveProvider value={live}>
          <Notifications
            position="bottom-right"
            limit={4}
            autoClose={5_000}
            transitionDuration={120}
            classNames={{ notification: styles.notification ?? '' }}
          />
          <RouterProvider router={router} />
        </LiveProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
