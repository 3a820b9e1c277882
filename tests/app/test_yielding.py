"""Python's lock is given up often while somebody asks for that, and as usual afterwards."""

import sys

from app.yielding import yielding_often


def test_it_is_as_usual_again_once_nobody_needs_it() -> None:
    usual = sys.getswitchinterval()
    with yielding_often():
        with yielding_often():
            assert sys.getswitchinterval() < usual / 10
        assert sys.getswitchinterval() < usual / 10
    assert sys.getswitchinterval() == usual
