"""Lines that a site or desk puts round the copy, and copy that begins with the same words."""

import pytest

from monitor.diff.service_lines import is_service

LINES = """\
Read more: Harbour talks resume
See also: The minister's plan
Watch | The speech in full
Listen to this article
Related stories: Grain prices
Click here to subscribe
Tap here for the app
Download our app
Join the conversation
Advertisement
Recommended
Trending
Most read
Top stories
Editor's picks
Editors' picks
More on this story
Follow us on any network
Share this article
Sign up for the morning letter
Subscribe now
Tweet
Email
Print this page
Facebook
WhatsApp
Copy link
12 comments
Comment
Get our newsletter by email
Last updated: 14 March 2025
Updated at 10:40
Published 14 March
Modified on 14/03/2025
Posted Friday
First published on 3 May 2024
5 min read
3 hours ago
(Reporting by Ilse Marrow; Editing by Oleg Sawyer)
Additional reporting by Karin Brandt
Further writing by Karin Brandt
Compiled by Karin Brandt
Edited and translated by Karin Brandt
By Karin Brandt and Oleg Sawyer
File photo: the harbour at night
Photographs by Karin Brandt
Image: the harbour
Pictures/Karin Brandt
Video: the harbour
Graphic by Karin Brandt
Illustrations: Karin Brandt
Credit: Karin Brandt
Getty Images
AP Photo/Karin Brandt
Reuters/Karin Brandt
EPA
AFP
This story was edited by our desk in the night
Our Standards: the principles of trust
© 2025 North Wire
Copyright 2025 North Wire
All rights reserved.
"""
COPY = """\
Read the minister's lips, she said, and count the ships.
By Friday the harbour had emptied.
This story of a lost ship moved the town.
All ships left the harbour.
Our ships will stay, the minister said.
The harbour closed at noon.
"""


@pytest.mark.parametrize("line", LINES.splitlines())
def test_is_service(line: str) -> None:
    assert is_service(line)


@pytest.mark.parametrize("line", COPY.splitlines())
def test_is_copy(line: str) -> None:
    assert not is_service(line)
