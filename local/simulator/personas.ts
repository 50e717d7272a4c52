import * as z from 'zod';

/** The people of the demo, from `GET /local/personas`. */
const personaSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  openid: z.string(),
  unionid: z.string().optional(),
  phone: z.string(),
  avatarText: z.string(),
});

export type Persona = z.infer<typeof personaSchema>;

export const readPersonas = (data: unknown): Persona[] => z.array(personaSchema).parse(data);

const DEFAULT_PERSONA_ID = 'shopper-lin';

/** The persona a frame's address names. */
export const personaIdOf = (search: string): string =>
  new URLSearchParams(search).get('persona') ?? DEFAULT_PERSONA_ID;
