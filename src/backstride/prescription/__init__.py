"""Prescription: a protocol and a diary become a plan that names its reasons."""
