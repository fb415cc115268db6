/** Words of the seat map's own controls and of its legend. What a seat is called is said by the page. */
export const seatmap = {
  map: 'Seat map of {{screen}}',
  row: 'Row {{row}}',
  screen: 'Screen',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  fit: 'Whole map',
  legend: 'What the seats mean',
  type: {
    regular: 'Regular',
    premium: 'Premium',
    recliner: 'Recliner',
    vip: 'VIP',
  },
  mark: {
    wheelchair: 'Wheelchair place',
    companion: 'Companion seat',
    loveSeat: 'Love seat',
    restrictedView: 'Restricted view',
    house: 'House seat',
  },
  state: {
    available: 'Available',
    asked: 'Being held for you',
    mine: 'Yours',
    held: 'Held by others',
    booked: 'Sold',
    blocked: 'Not for sale',
    lost: 'Just taken',
    unsure: 'Not certain while offline',
  },
} as const;
