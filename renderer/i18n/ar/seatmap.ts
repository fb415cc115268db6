/** كلمات خريطة المقاعد ودليل رموزها. */
export const seatmap = {
  map: 'خريطة مقاعد {{screen}}',
  row: 'الصف {{row}}',
  screen: 'الشاشة',
  zoomIn: 'تكبير',
  zoomOut: 'تصغير',
  fit: 'الخريطة كاملة',
  legend: 'معاني رموز المقاعد',
  type: { regular: 'عادي', premium: 'مميز', recliner: 'مقعد مائل', vip: 'كبار الزوار' },
  mark: {
    wheelchair: 'مكان لكرسي متحرك',
    companion: 'مقعد مرافق',
    loveSeat: 'مقعد لشخصين',
    restrictedView: 'رؤية محدودة',
    house: 'مقعد محجوز للدار',
  },
  state: {
    available: 'متاح',
    asked: 'يُحجز لك الآن',
    mine: 'مقعدك',
    held: 'محجوز لغيرك',
    booked: 'مُباع',
    blocked: 'ليس للبيع',
    lost: 'أُخذ للتو',
    unsure: 'غير مؤكد دون اتصال',
  },
} as const;
