print("polyptych")
