"""Alert → what a receiver gets: JSON, mail, plain lines. Pure: values in, bytes and text out."""
