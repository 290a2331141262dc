"""What views are made of: small controls, colours, sizes, and their pace."""
