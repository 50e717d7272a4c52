/** Line icons of the frame: a few paths are a tenth of what one icon component of the library brings. */
const paths = {
  search: 'M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16 16l5 5',
  user: 'M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8M4 21c1-5 4-7 8-7s7 2 8 7',
  figures: 'M4 20h16M7 20v-6M12 20V8M17 20V4',
  toDo: 'M4 6h16M4 12h16M4 18h10M17 18l2 2l3-4',
  members:
    'M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7M3 20c.5-4 3-6 6-6s5.500 2 6 6M16 6a3 3 0 0 1 0 6M17.500 14.500c2 .7 3.200 2.500 3.500 5.500',
  audience: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 3v9l6.500 6.200M12 12H3',
  journeys: 'M5 4a2 2 0 1 0 0 4a2 2 0 0 0 0-4M19 16a2 2 0 1 0 0 4a2 2 0 0 0 0-4M5 8v4c0 3 2 4 4 4h8',
  orders: 'M6 3h12v18l-3-2l-3 2l-3-2l-3 2zM9 8h6M9 12h6',
  reviews: 'M12 3l7 3v6c0 4-3 7-7 9c-4-2-7-5-7-9V6zM9 12l2 2l4-4',
  refunds: 'M4 9h11a5 5 0 0 1 0 10H8M8 5L4 9l4 4',
  reconciliation: 'M5 5h6v14H5zM13 5h6v14h-6zM7 9h2M15 9h2M7 13h2M15 13h2',
  audit: 'M7 3h8l4 4v14H7zM10 11h6M10 15h6',
  stores: 'M4 9l2-5h12l2 5M5 9v11h14V9M4 9h16M10 20v-6h4v6',
  staff: 'M4 8h16v12H4zM9 8V5h6v3M4 13h16',
  coupons: 'M4 7h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4zM14 8v8',
  mall: 'M5 8h14l-1 12H6zM9 8a3 3 0 0 1 6 0',
  plans: 'M3 6h18v12H3zM3 10h18M7 15h4',
  issueRules: 'M3 6h12v12H3zM3 10h12M18 9l3 3l-3 3',
  points: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M9 7l3 4l3-4M12 11v6M9 13h6',
  tiers: 'M12 4l3 5l6 1l-4 4l1 6l-6-3l-6 3l1-6l-4-4l6-1z',
  leaders: 'M5 4v16M5 5h13l-3 4l3 4H5',
  invites: 'M4 6h16v12H4zM4 7l8 6l8-6',
  pushes: 'M4 10v4h4l7 5V5l-7 5zM18 9a4 4 0 0 1 0 6',
  files: 'M6 3h8l4 4v14H6zM12 10v7M9 14l3 3l3-3',
  settings: 'M4 7h10M18 7h2M14 5v4M4 17h2M10 17h10M10 15v4',
  other: 'M5 5h14v14H5z',
} as const;
export type IconName = keyof typeof paths;
export const isIconName = (name: string): name is IconName => name in paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="anticon"
      width="16"
      height="16"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
