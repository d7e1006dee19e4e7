/**
 * Action ids that real Git Sync exports use, by destination and action. Segment's package does not carry them,
 * so each was told by its destination, its settings' keys, its usual name and its trigger.
 */
export const knownActionIds: { readonly [destinationId: string]: { readonly [actionSlug: string]: string } } = {
  // Braze Cloud Mode
  "60f9d0d048950c356be2e4da": {
    updateUserProfile: "2P24zUSAL8BUpyGYNGmD7M",
    trackEvent: "3pnc4QJvUjWGi2bp6EnDt",
    trackPurchase: "vE7Gf9yobj2gTuMBhwmg7g",
    ecommerce: "7AvNbas7GJwR2fus1QuZ2S",
  },
  // Braze Cohorts
  "63872c01c0c112b9b4d75412": { syncAudiences: "sW4CKfq2r8LXZhXDfmbQW6" },
  // Segment Profiles
  "639c2dbb1309fdcad13951b6": {
    sendIdentify: "vm2tNA5U1zxUusQkdC4D7Z",
    sendTrack: "ujsJxBdpg7XkYwKSKREnQt",
  },
  // Webhooks
  "614a3c7d791c91c41bae7599": { send: "nFPnRozhz1mh4Gbx4MLvT5" },
  // Snap Conversions
  "6261a8b6cb4caa70e19116e8": { reportConversionEvent: "66Yrkz8i3GvgSLVFeJQvN9" },
  // Salesforce
  "61957755c4d820be968457de": { contact: "5DAMQ5qUaF2rZoyVNiReCa" },
  // Customer.io
  "5f7dd78fe27ce7ff2b8bfa37": {
    reportContentEvent: "gEdBnya7kEtPMikFwsdvV",
    reportDeliveryEvent: "vzu3gQU4FWnjjjwLrZ92v",
    trackPageView: "bYpBhuXizNTPeBLwoJ1RxZ",
    trackScreenView: "sqJbxd67L97ZpX6N8wphL3",
    trackEvent: "ni61rg53jNVHceAAKpAMiU",
    createUpdateDevice: "s7FEfD963drbt4mBbnUxfR",
    createUpdateObject: "tLbwUgCeC2qVhPm8ia7adn",
    createUpdatePerson: "k4Xb8oym74V59L3n6YmkQe",
  },
  // Google Enhanced Conversions
  "60ae8b97dcb6cc52d5d0d5ab": { userList: "3MxuLcLqv1XvQS8iWuX3xZ" },
  // SendGrid Marketing Campaigns
  "631a6f32946dd8197e9cab66": { updateUserProfile: "rL5tHuZt3nvQLqn7oXeFhC" },
  // LinkedIn Audiences
  "62f435d1d311567bd5bf0e8d": { updateAudience: "i9V1H1emvbxxNuwB5bdALx" },
};
