import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/lib/api-client';

/** Nothing is fetched by time, focus or reconnect: topics say what changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      refetchInterval: false,
      retry: (failures, error) =>
        failures < 1 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
});
