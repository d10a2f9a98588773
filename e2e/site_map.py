"""Every page of the site, by the name of its address: the matrix visits them all (tests/test_site_map.py)."""

PAGES = {
    "home": ["/"],
    "nowhere": ["/nowhere/"],
    "accounts:login": ["/accounts/login/"],
    "accounts:signup": ["/accounts/signup/"],
    "accounts:profile": ["/accounts/profile/"],
    "accounts:password": ["/accounts/password/"],
    "accounts:person": ["/people/ada/"],
    "chat:rooms": ["/chat/"],
    "chat:room": ["/chat/lobby/", "/chat/board/", "/chat/archive/?before=100"],
    "chat:message": ["/chat/lobby/messages/10/"],
    "chat:edit": ["/chat/lobby/messages/10/edit/"],
    "chat:delete": ["/chat/lobby/messages/10/delete/"],
    "chat:attach": ["/chat/lobby/files/"],
    "chat:settings": ["/chat/lobby/settings/", "/chat/board/settings/"],
    "chat:delete_room": ["/chat/lobby/settings/delete/"],
    "echo": ["/echo/?text=hello"],
    "workshop:gallery": ["/gallery/"],
    "workshop:exhibit": ["/gallery/chat/message.html/added/"],
    "workshop:frames": ["/frames/"],
}
NO_PAGES = {  # what is sent by forms, shown in part of a page, or saved
    *("accounts:first_run", "accounts:logout", "accounts:picture", "accounts:viewer_css"),
    *("chat:post", "chat:add_member", "chat:remove_member", "chat:file", "chat:small_file"),
    *("metrics", "offline", "workshop:sheet", "workshop:specimen"),
}
