print("wagewatch")
