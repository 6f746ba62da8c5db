import { ChatRoom } from './chat-room'
import { PremiumUser } from './premium-user'
import { User } from './user'

/** A room with five people in it, who have already begun to talk. */
export function start(): ChatRoom {
  const room = new ChatRoom('Lobby')
  const ada = new PremiumUser(room, 'Ada')
  const bruno = new User(room, 'Bruno')
  const chiara = new User(room, 'Chiara')
  const mina = new PremiumUser(room, 'Mina')
  const tomas = new User(room, 'Tomas')
  room.users.push(ada, bruno, chiara, mina, tomas)

  room.post({ from: ada.name, to: null, text: 'Welcome to the lobby, everybody!', urgent: false })
  chiara.send('Bruno', 'Are you coming to lunch?')
  mina.sendPriority('Tomas', 'The demo has moved to three o’clock.')
  tomas.status = 'away'
  return room
}
