"""What the network finder found on this site, stored: identifiers, links, templates, networks.

Being in a network is a lead, not an accusation. Ads are named by their public code; their words are fetched from
whoever calls. Must not know listings, investigators or cases.
"""
