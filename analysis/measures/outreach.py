"""Nguyện vọng và tuyên truyền: measures of wishes and communication."""
