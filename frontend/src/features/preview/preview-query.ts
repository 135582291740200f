import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '@/lib/api-client';

const entranceSchema = z.object({ url: z.string() });

/** An address that lets one browser in, once; each load of the pane asks for its own. */
export async function askForEntrance(workspaceId: string, path: string): Promise<string> {
  const answer = await api.post(`/api/workspaces/${workspaceId}/preview`, { path });
  return entranceSchema.parse(answer).url;
}

export const entranceQuery = (workspaceId: string, path: string, load: string) =>
  queryOptions({
    queryKey: ['preview', workspaceId, path, load],
    queryFn: () => askForEntrance(workspaceId, path),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
