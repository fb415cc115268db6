/** Wörter des Saalplans und seiner Legende. */
export const seatmap = {
  map: 'Saalplan {{screen}}',
  screen: 'Leinwand',
  row: 'Reihe {{row}}',
  zoomIn: 'Größer',
  zoomOut: 'Kleiner',
  fit: 'Ganzer Plan',
  legend: 'Was die Plätze bedeuten',
  type: { regular: 'Parkett', premium: 'Premium', recliner: 'Liegesessel', vip: 'VIP' },
  mark: {
    wheelchair: 'Rollstuhlplatz',
    companion: 'Begleitplatz',
    loveSeat: 'Doppelsitz',
    restrictedView: 'Sicht eingeschränkt',
    house: 'Hausplatz',
  },
  state: {
    available: 'Frei',
    asked: 'Wird gehalten',
    mine: 'Ihre',
    held: 'Von anderen gehalten',
    booked: 'Verkauft',
    blocked: 'Nicht im Verkauf',
    lost: 'Gerade vergeben',
    unsure: 'Ohne Leitung nicht sicher',
  },
} as const;
